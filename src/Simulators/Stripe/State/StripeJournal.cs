using System.Text.Json;

namespace MindBot.Simulators.Stripe.State;

/// <summary>
/// The account's changes as JSON lines. A line that was written survives a kill of the process; a torn last one belongs to a
/// request that was never answered and is dropped.
/// </summary>
internal sealed class StripeJournal : IDisposable
{
    private readonly string path;
    private FileStream file;
    private int lines, linesAtRewrite;

    private StripeJournal(string path)
    {
        this.path = path;
        file = OpenForAppend(path);
    }

    /// <summary>Whether most of it has been overtaken by later lines.</summary>
    public bool IsLong => lines > 1000 && lines > 4L * linesAtRewrite;

    public static StripeJournal Open(string folder, Action<StripeChange> apply)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "stripe.jsonl");

        // Taken before reading, so that a second process on the same folder fails instead of overwriting.
        var journal = new StripeJournal(path);
        foreach (var change in ReadChanges(path)) apply(change);
        return journal;
    }

    public void Append(StripeChange change)
    {
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(change), (byte)'\n']);
        lines++;
    }

    /// <summary>Replaces the file by one that holds only these.</summary>
    public void Rewrite(IEnumerable<StripeChange> changes)
    {
        var fresh = path + ".new";
        lines = 0;
        using (var writer = new StreamWriter(fresh, append: false))
        {
            foreach (var change in changes)
            {
                writer.Write(JsonSerializer.Serialize(change));
                writer.Write('\n');
                lines++;
            }
        }
        file.Dispose();
        File.Move(fresh, path, overwrite: true);
        file = OpenForAppend(path);
        linesAtRewrite = lines;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Without a buffer of our own: what was written is the system's, whatever becomes of this process.</summary>
    private static FileStream OpenForAppend(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static IEnumerable<StripeChange> ReadChanges(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            StripeChange change;
            try
            {
                change = JsonSerializer.Deserialize<StripeChange>(line)!;
            }
            catch (JsonException) when (reader.Peek() < 0)
            {
                yield break;
            }
            yield return change;
        }
    }
}
