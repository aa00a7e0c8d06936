import { checkDevices } from '../../../../shared/contracts/devices/check-devices.ts';
import { closeDown } from '../../../../shared/contracts/devices/close-down.ts';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import { healthChecks } from '../../../../shared/contracts/devices/health-checks.ts';
import { terminals } from '../../../../shared/contracts/devices/terminals.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { healthChecksOf, lastClosing } from '../checks.ts';
import { isRequired, showTerminal, terminalRows, terminalView } from '../store.ts';

const nextOf = <R>(rows: readonly R[], limit: number, key: (row: R) => string): string | null =>
  rows.length === limit ? key(rows.at(-1)!) : null;

export const terminalsQuery = answer(terminals, async (tx, actor, clock, { closed = false, after, limit }) => {
  const today = await currentDay(tx, actor.siteId, clock.now());
  const found = await terminalRows(tx, actor.siteId, { closed, after, limit });
  const rows = found.map((row) => terminalView(actor, today, row));
  return {
    rows,
    next: nextOf(rows, limit, (row) => row.terminalId),
    required: await isRequired(tx, actor.siteId),
  };
});

export const deviceHealthQuery = answer(deviceHealth, async (tx, actor, clock, input) => {
  const { siteId } = actor;
  const terminalId = input.terminalId ?? actor.terminalId;
  const can = allowed(actor, [checkDevices, closeDown]);
  const required = await isRequired(tx, siteId);
  if (terminalId === null) return { terminal: null, lastCheck: null, lastClosing: null, required, can: [] };
  const terminal = await showTerminal(tx, actor, clock.now(), terminalId);
  const [lastCheck] = await healthChecksOf(tx, actor, { terminalId, limit: 1 });
  return {
    terminal,
    lastCheck: lastCheck ?? null,
    lastClosing: await lastClosing(tx, siteId, terminalId),
    required,
    can: terminal.state === 'enrolled' ? can : [],
  };
});

export const healthChecksQuery = answer(healthChecks, async (tx, actor, _clock, input) => {
  const rows = await healthChecksOf(tx, actor, input);
  return { rows, next: nextOf(rows, input.limit, (row) => row.checkId) };
});
