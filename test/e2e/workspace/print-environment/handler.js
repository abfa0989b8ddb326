exports.handler = async () => {
  for (const [name, value] of Object.entries(process.env)) console.log(`${name}=${value}`);
  return Object.keys(process.env).length;
};
