/** The modules of the server, in the order of ARCHITECTURE.md. One import and one entry each. */
import { customersModule } from './modules/customers/index.ts';
import { meteringModule } from './modules/metering/index.ts';
import type { ServerModule } from './platform/operations/implement.ts';

export const MODULES: readonly ServerModule[] = [customersModule, meteringModule];
