using System.Reflection;

namespace MindBot.Parity.Tests;

/// <summary>Folders that the build knows and wrote into this assembly.</summary>
internal static class BuildFacts
{
    public static string Repository { get; } = Get("Repository");

    /// <summary>The unpacked Orleans package's assemblies.</summary>
    public static string OrleansLibrary { get; } = Get("OrleansLibrary");

    /// <summary>An assembly of ours as it was built, for reading.</summary>
    public static string OwnAssembly(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    private static string Get(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
