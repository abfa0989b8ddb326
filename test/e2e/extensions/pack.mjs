// Makes a VSIX of a small extension that stands in for someone else's in the in-editor tests.
import { createVSIX } from '@vscode/vsce';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export async function packExtension(folder) {
  const out = path.join(root, '.cache', 'e2e', `${path.basename(folder)}.vsix`);
  await mkdir(path.dirname(out), { recursive: true });
  await createVSIX({
    cwd: folder,
    packagePath: out,
    allowMissingRepository: true,
    skipLicense: true,
    dependencies: false,
  });
  return out;
}
