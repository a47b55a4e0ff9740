using System.ComponentModel.DataAnnotations;

namespace MindBot.Silo.Storage;

/// <summary>Limits of the row store. The defaults suit one silo with 100,000 live sessions.</summary>
public sealed class RowStoreOptions
{
    /// <summary>Writes that may be queued or under way; more callers wait.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 16_384;

    /// <summary>How long a caller waits for room in the queue before it gets a <see cref="StorageUnavailableException"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows committed together at most; bounds how long a commit takes.</summary>
    [Range(1, 100_000)]
    public int MaxBatchRows { get; set; } = 4_096;

    /// <summary>How long a busy store lets writes gather before the next commit.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Payload bytes committed together at most (a single larger row still goes alone).</summary>
    [Range(1, int.MaxValue)]
    public int MaxBatchBytes { get; set; } = 8 << 20;

    /// <summary>The largest payload of one row. A bigger state is a bug of the grain.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPayloadBytes { get; set; } = 1 << 20;

    /// <summary>How often a failing commit is tried in all.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>The pause after the first failure; it doubles after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);
}
