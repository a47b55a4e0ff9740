using System.Globalization;
using MindBot.Simulation.Mutants;
using MindBot.Simulation.Running;
using MindBot.Simulation.Stories;

var options = new Dictionary<string, string>();
for (var i = 0; i < args.Length; i++)
    if (args[i].StartsWith("--", StringComparison.Ordinal)) options[args[i]] = i + 1 < args.Length && args[i + 1][0] != '-' ? args[i + 1] : "";
var seed = Number("--seed", Random.Shared.Next());

if (options.ContainsKey("--story"))
{
    var outcome = Runner.Play(StoryTeller.Tell((int)seed), Console.Out);
    Console.WriteLine(outcome.Broken is null ? "Everything held." : $"→ {outcome.Broken.Message}");
    return outcome.Broken is null ? 0 : 1;
}

if (options.ContainsKey("--all"))
{
    // Which seeds break what, without stopping at the first.
    for (var i = 0; i < Number("--runs", 100); i++)
        if (Runner.Play(StoryTeller.Tell((int)seed + i)) is { Broken: { } broken, Story: var story })
            Console.WriteLine($"{story.Seed} ({story.Weather}) {broken.Message.ReplaceLineEndings(" ")[..Math.Min(300, broken.Message.Length)]}");
    return 0;
}

if (options.ContainsKey("--mutants"))
{
    var part = options["--mutants"];
    using var check = new MutantCheck((int)Number("--seconds", 60));
    var survivors = 0;
    foreach (var mutant in MutantList.All.Skip((int)Number("--skip", 0)).Where(mutant => mutant.What.Contains(part, StringComparison.Ordinal)))
    {
        var caught = check.Catch(mutant);
        if (caught is null) survivors++;
        Console.WriteLine($"| {mutant.What} | {(caught is { } one ? $"{one.Seconds:0} s | {one.By.Trim()}" : "SURVIVED |")} |");
    }

    Console.WriteLine(survivors == 0 ? "All are caught." : $"{survivors} survived.");
    return survivors == 0 ? 0 : 1;
}

var (runs, operations, seconds) = (Number("--runs", long.MaxValue), Number("--operations", long.MaxValue), Number("--seconds", long.MaxValue));
if (runs == long.MaxValue && operations == long.MaxValue && seconds == long.MaxValue) runs = 100;
Console.WriteLine($"Stories from seed {seed} on.");
var threads = (int)Number("--threads", 1);
var tallies = new Tally[threads];
var workers = Enumerable.Range(0, threads).Select(n => new Thread(() => tallies[n] = new Campaign(
    (int)seed + n, so => so.Stories >= runs / threads || so.Operations >= operations / threads || so.Took.TotalSeconds >= seconds)
{
    Stride = threads,
    Progress = Console.Out,
}.Run())).ToList();
workers.ForEach(worker => worker.Start());
workers.ForEach(worker => worker.Join());
var all = new Tally(tallies.Sum(one => one.Stories), tallies.Sum(one => one.Operations), tallies.Sum(one => one.UserDays), tallies.Max(one => one.Took), null);
Console.WriteLine($"seeds {seed}…{seed + all.Stories - 1}: {all}");
if (tallies.Select(one => one.Broken).FirstOrDefault(broken => broken is not null) is not { } first)
{
    Console.WriteLine("No violation.");
    return 0;
}

Console.WriteLine(options.ContainsKey("--brief")
    ? $"Seed {first.Story.Seed} ({first.Story.Weather}): {first.Broken!.Message.ReplaceLineEndings(" ")}"
    : Report.Of(first, TimeSpan.FromSeconds(60)));
return 1;

long Number(string name, long otherwise) =>
    options.TryGetValue(name, out var text) ? long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;
