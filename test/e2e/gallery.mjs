// A gallery of extensions on loopback, which has one: what stands in for the Python Debugger. VS Code asks it as it asks its
// own, so that a button of ours which installs an extension is tried whole.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packExtension } from './extensions/pack.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const VSIX = 'Microsoft.VisualStudio.Services.VSIXPackage';
const MANIFEST = 'Microsoft.VisualStudio.Code.Manifest';

/** The look-alike under the name of what it stands in for, with a copy of debugpy: that of the machine's own Python. */
async function packDebugpy() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-gallery-'));
  const extension = path.join(folder, 'debugpy');
  await cp(path.join(here, 'extensions', 'debugpy-adapter'), extension, { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  Object.assign(manifest, { name: 'debugpy', publisher: 'ms-python', displayName: 'Python Debugger' });
  await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
  await cp(path.join(here, 'extensions', 'bundled'), path.join(extension, 'bundled'), { recursive: true });
  const vsix = await readFile(await packExtension(extension));
  await rm(folder, { recursive: true, force: true });
  return { manifest, vsix };
}

/** @returns {Promise<{env: object, close(): Promise<void>}>} what the editor's server must be started with */
export async function startGallery() {
  const { manifest, vsix } = await packDebugpy();
  const server = http.createServer((request, response) => {
    const base = `http://127.0.0.1:${server.address().port}`;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*');
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
    request.resume();
    const { pathname } = new URL(request.url, base);
    if (pathname.endsWith('/manifest') || pathname.endsWith(MANIFEST)) return response.end(JSON.stringify(manifest));
    if (pathname.endsWith('/vsix') || pathname.endsWith(VSIX)) return response.end(vsix);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(pathname.endsWith('/extensionquery') ? answer(manifest, base) : {}));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${server.address().port}`;
  return {
    env: { EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl, itemUrl: serviceUrl, resourceUrlTemplate: '' }) },
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

function answer({ name, publisher, displayName, version, engines }, base) {
  const extension = {
    extensionId: '00000000-0000-4000-8000-000000000001',
    extensionName: name,
    displayName,
    shortDescription: '',
    publisher: {
      publisherId: '00000000-0000-4000-8000-000000000002',
      publisherName: publisher,
      displayName: 'Microsoft',
      flags: 'verified',
      domain: 'https://microsoft.com',
      isDomainVerified: true,
    },
    versions: [
      {
        version,
        lastUpdated: '2026-01-01T00:00:00Z',
        assetUri: base,
        fallbackAssetUri: base,
        files: [
          { assetType: VSIX, source: `${base}/vsix` },
          { assetType: MANIFEST, source: `${base}/manifest` },
        ],
        properties: [{ key: 'Microsoft.VisualStudio.Code.Engine', value: engines.vscode }],
      },
    ],
    statistics: [],
    flags: 'validated, public',
    categories: [],
    tags: [],
  };
  const count = [{ metadataType: 'ResultCount', metadataItems: [{ name: 'TotalCount', count: 1 }] }];
  return { results: [{ extensions: [extension], pagingToken: null, resultMetadata: count }] };
}
