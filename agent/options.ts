/** What the agent was asked for: on the command line or, for each of it, by a variable of the environment. */
import { parseArgs } from 'node:util';

export interface AgentOptions {
  readonly server?: string;
  readonly code?: string;
  readonly dataFolder: string;
  readonly virtual: boolean;
  readonly reader?: string;
  readonly printer?: string;
  readonly module?: string;
  readonly certificateFile?: string;
  /** Opens the counter's browser once it is connected. */
  readonly browser: boolean;
}

export const USAGE = `npm run agent -- --server https://house.example:8080 [options]
  --server ADDRESS   the house's server (AGENT_SERVER); after the enrolment it is known
  --enrol CODE       the one-time code of this terminal, once (AGENT_ENROL)
  --data FOLDER      key, journal and virtual devices, ./data/agent (AGENT_DATA)
  --reader NAME      a part of the card reader's name; the first one (AGENT_READER)
  --module NAME      a part of the name of the slot with the security module (AGENT_MODULE)
  --printer PRINTER  tcp://host:9100, file:/dev/usb/lp0, windows:NAME or none (AGENT_PRINTER)
  --ca FILE          the house's own certificate (AGENT_CA)
  --virtual          reader, cards, meters and printer in memory (AGENT_VIRTUAL=1)
  --no-browser       does not open the browser at the start (AGENT_BROWSER=0)`;

/** @throws for an option that there is not */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): AgentOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      server: text,
      enrol: text,
      data: text,
      reader: text,
      module: text,
      printer: text,
      ca: text,
      virtual: { type: 'boolean' },
      browser: { type: 'boolean' },
    },
  });
  const either = (given: string | undefined, name: string): string | undefined => given ?? (env[name] || undefined);
  return {
    server: either(values.server, 'AGENT_SERVER'),
    code: either(values.enrol, 'AGENT_ENROL'),
    dataFolder: either(values.data, 'AGENT_DATA') ?? './data/agent',
    virtual: values.virtual ?? env.AGENT_VIRTUAL === '1',
    reader: either(values.reader, 'AGENT_READER'),
    printer: either(values.printer, 'AGENT_PRINTER'),
    module: either(values.module, 'AGENT_MODULE'),
    certificateFile: either(values.ca, 'AGENT_CA'),
    browser: values.browser ?? env.AGENT_BROWSER !== '0',
  };
}
