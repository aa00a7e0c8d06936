/**
 * What a person may type as a secret. Only the outer shape is said here; whether a password is too common or a PIN a
 * sequence is judged by the server (rules/secrets.ts), which knows the login and the house.
 */
import { z } from 'zod';

/** 10 to 128 characters, no rule of composition (OWASP ASVS 5.0, 6.2.1, 6.2.5, 6.2.9). */
export const newPasswordSchema = z.string().min(10).max(128);
/** 6 to 12 digits. */
export const newPinSchema = z.string().regex(/^\d{6,12}$/);

/** What is compared with the stored secret; any text, so that a wrong one gets the generic answer. */
export const passwordSchema = z.string().min(1).max(256);
export const pinSchema = z.string().min(1).max(32);
/** The six figures of the authenticator (RFC 6238); spaces between them are allowed. */
export const totpSchema = z.string().regex(/^\d{3} ?\d{3}$/);

export const loginSchema = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._@-]+$/u);
export const personNameSchema = z.string().trim().min(1).max(40);
/** One-time code: four groups of four, read out or written down; case and separators do not matter. */
export const claimCodeSchema = z.string().trim().min(16).max(40);
