/** A program that keeps an embedded server running until it is told to end; for the tests of two programs. */
import { startEmbedded } from './start.ts';

const server = await startEmbedded({ dataFolder: process.argv[2]!, settings: { shared_buffers: '16MB' } });
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted }));
setInterval(() => {}, 60_000);
