const { doubled } = require('./doubled-javascript');

exports.handler = async (event) => doubled(event);
