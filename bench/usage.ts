/** Given to Node with `--import`: the process says on its way out what memory it had at most, and its processor time. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`\nusage: ${maxRSS} KB, ${userCPUTime + systemCPUTime} us\n`);
});
