using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace MindBot.Silo.Storage;

/// <summary>
/// The bytes of one state on their way to the disk. Under load thousands of them wait for a commit at once, many times more than the shared
/// array pool keeps, so the buffers have a pool of their own. One that outgrows its first array borrows a larger one for the time being.
/// </summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    /// <summary>Most states fit, and the JSON writer asks for 4 KB more as soon as one does not.</summary>
    private const int OwnBytes = 4096;

    private const int MostKept = 4096;

    private static readonly DefaultObjectPool<PooledBuffer> Pool = new(new DefaultPooledObjectPolicy<PooledBuffer>(), MostKept);

    private readonly byte[] own = new byte[OwnBytes];
    private byte[] bytes;
    private int written;

    public PooledBuffer() => bytes = own;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, written);

    public static PooledBuffer Get() => Pool.Get();

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void EnsureRoom(int count)
    {
        if (bytes.Length - written >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, written + count));
        Written.CopyTo(larger);
        GiveBack();
        bytes = larger;
    }

    private void GiveBack()
    {
        if (bytes != own)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>To be called once: another state may be in it from here on.</summary>
    public void Dispose()
    {
        GiveBack();
        (bytes, written) = (own, 0);
        Pool.Return(this);
    }
}
