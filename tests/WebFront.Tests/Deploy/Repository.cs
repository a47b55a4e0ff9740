using System.Reflection;

namespace MindBot.WebFront.Tests.Deploy;

/// <summary>The repository's own files.</summary>
internal static class Repository
{
    private static readonly string Folder = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryFolder").Value!;

    public static string Read(string path) => File.ReadAllText(Find(path));

    public static bool Has(string path) => Path.Exists(Find(path));

    /// <summary>Paths from the root, of the files in a folder.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Find(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Find(string path) => Path.Combine(Folder, path);
}
