/**
 * What a server and a counter agent say to each other, as JSON messages over one WebSocket that the agent opens.
 *
 * The agent proves its key (Ed25519 over the server's fresh nonce) before anything else is said. The server then sends
 * commands; each has a number that counts up without a gap for the terminal. The agent writes down that it begins a
 * command before it does anything, and its answer before it sends it: a number it has answered is answered again with
 * the same words and not carried out again; a number it had begun and not finished is answered `interrupted`, and what
 * became of it must be looked at (a card is read again).
 */
import { z } from 'zod';
import { idSchema } from '../values/ids.ts';

export const AGENT_PATH = '/agent';
export const AGENT_PROTOCOL = 1;

const hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .max(4096);
const base64 = z.base64().max(1_000_000);

/** How one device of a counter stands. */
export const deviceReportSchema = z.object({
  device: z.enum(['reader', 'printer']),
  name: z.string().max(200),
  state: z.enum(['ready', 'missing', 'fault', 'paper-out', 'unknown']),
  detail: z.string().max(500).optional(),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;

/** Names of the programs that run on the counter's machine, lower case, without `.exe`, each once. */
export const programsSchema = z.array(z.string().min(1).max(100)).max(500);

/** The elementary files of a user card that a counter reads and writes; the layout profile says what is in them. */
export const cardFileSchema = z.enum(['ef1', 'ef2', 'ef3', 'ef4', 'ef5']);
export type CardFile = z.infer<typeof cardFileSchema>;

/** Everything read from a card in one transaction. A file the card does not have is absent. */
export const cardImageSchema = z.object({
  profile: z.string().max(40),
  atr: hex,
  serial: hex,
  files: z.partialRecord(cardFileSchema, hex),
});
export type CardImage = z.infer<typeof cardImageSchema>;

const timing = { apdus: z.int().nonnegative(), milliseconds: z.int().nonnegative() };

/** Why a command came to nothing. Only `torn` and `interrupted` leave open what is on the card. */
export const FAILURES = [
  'no-reader', 'no-card', 'other-card', 'changed-card', 'not-a-user-card', 'security-refused', 'card-refused', 'torn',
  'interrupted', 'no-printer', 'paper-out', 'printer-fault', 'not-virtual', 'unknown-command', 'expired', 'fault',
] as const; // biome-ignore format: a closed list
export const failureSchema = z.object({
  failure: z.enum(FAILURES),
  detail: z.string().max(500).optional(),
  /** What the card held when it was last read, where that is known. */
  image: cardImageSchema.optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Every command: what goes in, what comes back. */
export const COMMANDS = {
  'card.read': {
    body: z.strictObject({ profile: z.string().max(40) }),
    answer: z.object({ image: cardImageSchema, ...timing }),
  },
  /**
   * Reads all, compares with `expect`, writes the files in the order given, reads all again; in one exclusive
   * transaction. `expect.files` names those that must be byte for byte as given; otherwise `changed-card`, and nothing
   * is written. Whether the write succeeded is for the server to say, from `after`.
   */
  'card.write': {
    body: z.strictObject({
      profile: z.string().max(40),
      requestId: idSchema,
      expect: z.strictObject({ serial: hex, files: z.partialRecord(cardFileSchema, hex) }),
      write: z
        .array(z.strictObject({ file: cardFileSchema, content: hex }))
        .min(1)
        .max(8),
    }),
    answer: z.object({ before: cardImageSchema, after: cardImageSchema, ...timing }),
  },
  /** Bytes for the slip printer, ESC/POS. A job is printed once; the same job id again is the same answer. */
  print: {
    body: z.strictObject({ jobId: idSchema, bytes: base64 }),
    answer: z.object({ printed: z.literal(true) }),
  },
  health: {
    body: z.strictObject({}),
    answer: z.object({
      devices: z.array(deviceReportSchema),
      virtual: z.boolean(),
      clock: z.iso.datetime(),
      /** Null or missing: this agent cannot say. */
      programs: programsSchema.nullish(),
    }),
  },
  /** Opens the counter's browser at an address of this server, which carries a single-use ticket. */
  'open-browser': {
    body: z.strictObject({ path: z.string().max(500) }),
    answer: z.object({ opened: z.boolean() }),
  },
  /** Only where the agent was started with virtual devices: the hand that puts a card on the reader. */
  'virtual.place-card': {
    body: z.strictObject({ card: z.enum(['blank', 'existing', 'foreign']), serial: hex.optional() }),
    answer: z.object({ serial: hex }),
  },
  'virtual.remove-card': { body: z.strictObject({}), answer: z.object({ serial: hex.nullable() }) },
  /** Puts the card that lies on the reader into the virtual meter of this number, and back on the reader. */
  'virtual.insert-into-meter': {
    body: z.strictObject({ meterNo: z.string().regex(/^\d{12}$/) }),
    answer: z.object({ displayed: z.string(), credited: z.boolean(), remainingFen: z.int(), purchaseCount: z.int() }),
  },
  'virtual.state': {
    body: z.strictObject({}),
    answer: z.object({
      onReader: hex.nullable(),
      cards: z.array(z.object({ serial: hex, label: z.string() })),
      meters: z.array(z.object({ meterNo: z.string(), remainingFen: z.int(), purchaseCount: z.int() })),
    }),
  },
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandBody<N extends CommandName> = z.input<(typeof COMMANDS)[N]['body']>;
export type CommandAnswer<N extends CommandName> = z.output<(typeof COMMANDS)[N]['answer']>;

export const fromServerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('challenge'), protocol: z.int(), nonce: z.string() }),
  z.object({ type: z.literal('welcome'), terminal: z.string(), at: z.iso.datetime() }),
  z.object({
    type: z.literal('command'),
    number: z.int().positive(),
    name: z.string(),
    body: z.unknown(),
    /**
     * The agent begins it within this time after it came, or never. 0: it is not begun any more; the server only wants
     * to hear what the agent has written down about it, or `expired`.
     */
    validMs: z.int().nonnegative(),
  }),
  /** The answer to `want-ticket`: the address to open in the counter's browser, good once and for a minute. */
  z.object({ type: z.literal('ticket'), path: z.string() }),
  z.object({ type: z.literal('refused'), reason: z.string() }),
]);
export type FromServer = z.infer<typeof fromServerSchema>;

export const fromAgentSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.int(),
    terminalId: idSchema,
    version: z.string().max(40),
    virtual: z.boolean(),
    devices: z.array(deviceReportSchema).max(20),
    /** The highest number in the agent's journal: a server restored from a copy goes on behind it, never below. */
    lastNumber: z.int().nonnegative().optional(),
    /** Ed25519 over `nonce + '\n' + terminalId`, base64. */
    signature: z.base64(),
  }),
  z.object({
    type: z.literal('answer'),
    number: z.int().positive(),
    outcome: z.union([z.object({ answer: z.unknown() }), failureSchema]),
  }),
  /** The agent is about to open the counter's browser and asks for the address that tells the server which it is. */
  z.object({ type: z.literal('want-ticket') }),
  /** A card that already lies on the reader is told right after `welcome`. */
  z.object({
    type: z.literal('event'),
    event: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('card-inserted'), atr: hex }),
      z.object({ kind: z.literal('card-removed') }),
      z.object({ kind: z.literal('devices'), devices: z.array(deviceReportSchema).max(20) }),
      z.object({ kind: z.literal('programs'), programs: programsSchema }),
    ]),
  }),
]);
export type FromAgent = z.infer<typeof fromAgentSchema>;
