using System.Collections.Immutable;
using MindBot.Parity.Tests.Api;

namespace MindBot.Parity.Tests.Parity;

/// <summary>What Orleans' public types look like.</summary>
internal static class OrleansApi
{
    /// <summary>The types of the Orleans package that can be had, as its assemblies have them.</summary>
    public static ImmutableDictionary<string, ApiType> Packaged { get; } =
        Directory.EnumerateFiles(BuildFacts.OrleansLibrary, "*.dll").SelectMany(ApiReader.Read).ToImmutableDictionary();

    /// <summary>Types of packages that cannot be had, as their public sources have them; each says which.</summary>
    public static ImmutableDictionary<string, ApiType> Sources { get; } =
        ReadSources(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Parity", "orleans-sources.txt"))).ToImmutableDictionary(type => type.Name);

    /// <summary>The types that the embedded silo publishes under Orleans' namespaces.</summary>
    public static ImmutableDictionary<string, ApiType> Embedded { get; } =
        ApiReader.Read(BuildFacts.OwnAssembly("MindBot.EmbeddedSilo"))
            .Where(type => type.Key.StartsWith("Orleans.", StringComparison.Ordinal)).ToImmutableDictionary();

    private static IEnumerable<ApiType> ReadSources(IEnumerable<string> lines)
    {
        ApiType? type = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                type = type! with { Lines = type.Lines.Add(line.Trim()) };
                continue;
            }

            if (type is not null) yield return type;
            // type NAME from FILE
            var words = line.Split(' ');
            type = new ApiType(words[1], words[3], []);
        }

        if (type is not null) yield return type;
    }
}
