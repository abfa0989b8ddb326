exports.handler = async () => 'listed';
