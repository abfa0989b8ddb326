import type { ApiRequest } from './ownClient';

/**
 * The text of a request. What is larger is read to its end and thrown away, so that the sender can finish.
 *
 * @param most bytes
 * @returns undefined: larger than that. Rejects where the connection breaks.
 */
export async function readBody(request: ApiRequest, most: number): Promise<string | undefined> {
  return (await readBytes(request, most))?.toString('utf8');
}

/** As {@link readBody}, its bytes. */
export function readBytes(request: ApiRequest, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(length > most ? undefined : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
