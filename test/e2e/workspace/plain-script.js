console.log('no handler here');
