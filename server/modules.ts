/** The modules of the server, in the order of ARCHITECTURE.md. One import and one entry each. */
import type { ServerModule } from './platform/operations/implement.ts';

export const MODULES: readonly ServerModule[] = [];
