exports.handler = async (event) => ({ ...event, by: 'pack' });
