/** Given to Node with `--import`: the process says on its way out how much memory it had at most. */
process.on('exit', () => {
  process.stderr.write(`\npeak memory: ${process.resourceUsage().maxRSS} KB\n`);
});
