import { refuse } from '../../platform/operations/refuse.ts';
import { type Names, passwordProblem, pinProblem } from './rules/new-secret.ts';

/** Refuses a password or PIN that everybody tries first. */
export function requireNewSecrets(given: { password?: string; pin?: string }, names: Names): void {
  const weakPassword = given.password === undefined ? null : passwordProblem(given.password, names);
  if (weakPassword !== null) refuse('password.too_easy', { why: weakPassword });
  const weakPin = given.pin === undefined ? null : pinProblem(given.pin, names.login);
  if (weakPin !== null) refuse('pin.too_easy', { why: weakPin });
}
