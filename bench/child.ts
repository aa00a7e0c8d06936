/** Starts and stops the server under measurement. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly port: number;
  readonly process: ChildProcess;
  readonly setUpToken: string | null;
  /** Milliseconds from the start of the process to its first good answer on /readyz. */
  readonly readyMs: number;
  memory(): Promise<number>;
  stop(): Promise<void>;
  /** SIGKILL: no time to tidy up. */
  kill(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

export interface StartOptions {
  /** Another program than the bench's, which says as much over IPC. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file descriptor its output goes to instead of ours. */
  readonly output?: number;
}

export async function startServer(
  dataFolder: string,
  port: number,
  token: string,
  { program = SERVER, env, output }: StartOptions = {},
): Promise<Child> {
  const started = performance.now();
  const child = fork(program, [], {
    env: { ...process.env, DATA: dataFolder, PORT: String(port), BENCH_TOKEN: token, ...env },
    execArgv: [],
    stdio: ['ignore', output ?? 'inherit', output ?? 'inherit', 'ipc'],
  });
  const ready = await answer<{ ready: string; setUpToken: string | null }>(child, 'ready');
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  if (!response.ok) throw new Error(`the server is not ready: ${await response.text()}`);
  const readyMs = performance.now() - started;
  return {
    port,
    process: child,
    setUpToken: ready.setUpToken,
    readyMs,
    memory: async () => (await askChild<{ memory: number }>(child, 'memory', 'memory')).memory,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Says it to the child and waits for the message that carries `key`. */
export function askChild<T>(child: ChildProcess, message: unknown, key: keyof T & string): Promise<T> {
  const answered = answer<T>(child, key);
  child.send(message as string);
  return answered;
}

function answer<T>(child: ChildProcess, key: keyof T): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      child.off('exit', onExit);
      child.off('message', onMessage);
      resolve(message as T);
    };
    const onExit = (code: number | null): void => reject(new Error(`the server ended with ${code}`));
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}
