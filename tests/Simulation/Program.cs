using System.Globalization;
using MindBot.Simulation.Mutants;
using MindBot.Simulation.Running;
using MindBot.Simulation.Stories;

var options = new Dictionary<string, string>();
for (var i = 0; i < args.Length; i++)
    if (args[i].StartsWith("--", StringComparison.Ordinal)) options[args[i]] = i + 1 < args.Length && args[i + 1][0] != '-' ? args[i + 1] : "";
var seed = Number("--seed", Random.Shared.Next(int.MaxValue / 2));

if (options.ContainsKey("--story"))
{
    var outcome = Runner.Play(StoryTeller.Tell((int)seed), Console.Out);
    Console.WriteLine(outcome.Broken is null ? "Everything held." : $"→ {outcome.Broken.Message}");
    return outcome.Broken is null ? 0 : 1;
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
var goesOn = options.ContainsKey("--all");
var all = new Campaign((int)seed, so => so.Stories >= runs || so.Operations >= operations || so.Took.TotalSeconds >= seconds)
{
    Threads = (int)Number("--threads", 1),
    GoesOn = goesOn,
    Progress = Console.Out,
}.Run();
Console.WriteLine($"seeds {seed}…{seed + all.Stories - 1}: {all}");
if (all.Broken is not { } first)
{
    Console.WriteLine("No violation.");
    return 0;
}

// With --all each has had its line already.
if (!goesOn) Console.WriteLine(options.ContainsKey("--brief") ? Report.Line(first) : Report.Of(first, TimeSpan.FromSeconds(60)));
return 1;

long Number(string name, long otherwise) =>
    options.TryGetValue(name, out var text) ? long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;
