/**
 * Records a print and has it come out of the counter's own printer. The print's id is the job's id: the agent prints a
 * job once, however often it is asked.
 */
import { printAtCounter as contract } from '../../../../shared/contracts/vending/print-at-counter.ts';
import { SLIP_COLUMNS } from '../../../../shared/devices/words.ts';
import { slipBytes } from '../../../platform/documents/draw-slip.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { type AgentOutcome, meantTerminal, orderEnd, printAtCounter as printThere } from '../../devices/index.ts';
import { recordPrint, urlOfPrint } from '../record-print.ts';
import { slipOfPrint } from '../slip-of-print.ts';

interface PrintTicket {
  readonly siteId: string;
  readonly terminalId: string;
  readonly printId: string;
  readonly printNo: number;
  /** ESC/POS, base64. */
  readonly bytes: string;
}

export const printAtCounter = implement<typeof contract, PrintTicket, AgentOutcome<'print'>>(contract, {
  async reserve(tx, actor, clock, { saleId, reason }) {
    const { siteId } = actor;
    const terminal = await meantTerminal(tx, actor, undefined);
    if (terminal.slip_paper === null) refuse('terminal.no_printer', { name: terminal.name });
    const print = await recordPrint(tx, actor, { saleId, paper: 'thermal-80', reason, now: clock.now() });
    const { model } = await slipOfPrint(tx, siteId, print);
    const bytes = Buffer.from(slipBytes(model, SLIP_COLUMNS[terminal.slip_paper])).toString('base64');
    const { print_id: printId, print_no: printNo } = print;
    return { ticket: { siteId, terminalId: terminal.terminal_id, printId, printNo, bytes } };
  },
  call: (ticket, { agents }) => printThere(agents, ticket, ticket.printId, Buffer.from(ticket.bytes, 'base64')),
  async settle(_tx, _actor, _clock, { ticket: { printId, printNo }, outcome }) {
    return { printId, printNo, url: urlOfPrint(printId), end: orderEnd(outcome) };
  },
});
