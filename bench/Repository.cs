namespace MindBot.Bench;

internal static class Repository
{
    /// <summary>The docs folder of the checkout that this program was built in.</summary>
    public static string Docs => Path.Combine(Root, "docs");

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "MindBot.sln"))) return folder.FullName;
            throw new DirectoryNotFoundException("Run this inside the checkout: it writes docs/performance.md.");
        }
    }
}
