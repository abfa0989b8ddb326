export const handler = async (event) => ({ ...event, by: 'charge' });
