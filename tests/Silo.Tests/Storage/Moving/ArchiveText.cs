using System.IO.Compression;

namespace MindBot.Silo.Tests.Storage;

/// <summary>An archive's lines, and changes of them by somebody who knows gzip.</summary>
internal static class ArchiveText
{
    public static string Read(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    /// <summary>A change that changes nothing would prove nothing.</summary>
    public static void Change(string path, Func<string, string> change)
    {
        var text = Read(path);
        Assert.NotEqual(text, change(text));
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write(change(text));
    }

    public static IReadOnlyList<string?> Files(this TestFolder folder) => [.. Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order()];
}
