/**
 * One agent to a folder: two with the same journal would do the same number twice. The hold ends with the process,
 * however that ends. On macOS there is none.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

/** Gives back what ends the hold. @throws when another agent holds the folder */
export function holdFolder(folder: string): Promise<() => Promise<void>> {
  const name = `zhishou-agent-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`;
  const path = addressOf(name);
  if (path === null) return Promise.resolve(async () => {});
  const server = createServer((socket) => socket.destroy());
  return new Promise((held, refused) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      refused(error.code === 'EADDRINUSE' ? new Error(`another agent runs with the folder ${folder}`) : error);
    });
    server.listen(path, () => {
      server.unref();
      held(() => new Promise((ended) => server.close(() => ended())));
    });
  });
}

/** Names that the system forgets with their process: an abstract socket, a named pipe. */
function addressOf(name: string): string | null {
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : null;
}
