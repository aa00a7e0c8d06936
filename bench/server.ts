/** The server as the bench runs it. */
import { serveHouse } from './serve.ts';

(await serveHouse()).ready();
