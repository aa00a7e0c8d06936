/** '3***2' of '3-412': enough for who lives there, nothing for who does not. */
export function maskRoom(code: string): string {
  const characters = [...code];
  if (characters.length < 3) return '*'.repeat(characters.length);
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}
