/** Opens the browser of this machine's user. */
import { spawn } from 'node:child_process';
import { addressAt, type Server } from './server-address.ts';

/** False where there is nobody to look at it, or nothing to open it with. The address goes past every shell. */
export function openBrowser(server: Server, path: string): Promise<boolean> {
  const address = addressAt(server, path);
  const [command, ...given] = opener(address);
  if (command === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command, given, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function opener(address: string): string[] {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  if (process.platform === 'darwin') return ['open', address];
  const hasScreen = process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  return hasScreen ? ['xdg-open', address] : [];
}
