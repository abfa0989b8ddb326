exports.handler = async (event) => ({ ...event, by: 'weigh' });
