// Stands at the head of the project's start script and of its worker: their day is the day of the workload. The hours stay
// those of the machine, only the zone is moved.
{
  const TODAY = 20726;
  const ahead = Math.round((TODAY * 86400000 + 43200000 - Date.now()) / 60000);
  Date.prototype.getTimezoneOffset = () => -ahead;
}
