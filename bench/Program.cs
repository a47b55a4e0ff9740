using MindBot.Bench;

// dotnet run -c Release --project bench [-- part …]: measures, and writes docs/performance.md and docs/performance.svg when every part ran.
// dotnet run -c Release --project bench -p:Full=true -- cluster: measures silos on PostgreSQL, and writes docs/performance-cluster.md.
if (args is ["load", var spec]) return await LoadGenerator.Run(spec);
if (args is ["flood", var flood]) return await OverloadGenerator.Run(flood);
if (args is [ClusterBench.Name]) return await ClusterBench.Run();
if (args is [ClusterNode.Name, .. var settings]) return await ClusterNode.Run(settings);

(string Name, Func<Report, Task> Run)[] parts =
[
    ("checkpoints", CheckpointBench.Run),
    ("sessions", SessionBench.Run),
    ("http", HttpBench.Run),
    ("webhooks", WebhookBench.Run),
    ("overload", OverloadBench.Run),
    ("layers", LayerBench.Run),
];
var wanted = args.Length == 0 ? [.. parts.Select(part => part.Name)] : args;
if (wanted.Except(parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no part '{unknown}'. Parts: {string.Join(", ", parts.Select(part => part.Name))}.");
    return 1;
}

var report = new Report();
foreach (var (name, run) in parts)
{
    if (!wanted.Contains(name)) continue;
    Console.WriteLine($"\n== {name}");
    await run(report);
}

if (args.Length == 0) report.Write(Repository.Docs);
return 0;
