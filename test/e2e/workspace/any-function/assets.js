const assets = ['a', 'b'];

async function findAssets(event) {
  const found = assets.filter((name) => name !== event.not);
  return { found };
}

/** Tells what came. */
async function logEvent(event) {
  const text = JSON.stringify(event);
  return { text };
}

module.exports = { findAssets, logEvent };
