/**
 * What is shown of personal data to someone who needs to recognise it, not to know it. Masking is for the eye; who
 * may read the whole is decided by permission, on the server.
 */

/** '138****1234'. A number too short to keep seven figures keeps only its last two. */
export function maskPhone(phone: string): string {
  const characters = [...phone.trim()];
  if (characters.length < 9) return maskBut(characters, 0, 2);
  return maskBut(characters, 3, 4);
}

/** '张*', '欧**': the first character stays. */
export function maskName(name: string): string {
  return maskBut([...name.trim()], 1, 0);
}

/** '************1234': the last four figures stay; a number of eight or fewer keeps two. */
export function maskCard(card: string): string {
  const characters = [...card.trim().replaceAll(' ', '')];
  return maskBut(characters, 0, characters.length > 8 ? 4 : 2);
}

function maskBut(characters: readonly string[], first: number, last: number): string {
  // A number no longer than what may be shown is hidden whole; of a name the first character always stays.
  if (last > 0 && characters.length <= first + last) return '*'.repeat(characters.length);
  const end = characters.length - last;
  return characters.map((character, index) => (index < first || index >= end ? character : '*')).join('');
}
