using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Wallets;

/// <summary>One client that watches a balance. It looks at the wallet every second, which also keeps client-driven sessions attended.</summary>
/// <param name="isAccepted">Whether the token that opened it is still good.</param>
internal sealed class BalanceStream(
    IWalletGrain wallet, Func<ValueTask<bool>> isAccepted, TimeProvider time, CancellationToken serverStopping, Action onClose) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1), HeartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>Clients reconnect by themselves, and then prove anew who they are.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private int closed;

    /// <param name="lastSeen">Notices after this one are told; null: only those that are still to come.</param>
    public async IAsyncEnumerable<SseItem<StreamEvent>> Read(long? lastSeen, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, serverStopping);
        using var ticks = new PeriodicTimer(Tick, time);
        var (opened, lastSent) = (time.GetTimestamp(), time.GetTimestamp());
        BalanceEvent? before = null;

        do
        {
            if (await Look() is not { } view) yield break;

            lastSeen ??= view.Notices.IsEmpty ? 0 : view.Notices[^1].Number;
            foreach (var notice in view.Notices.Where(notice => notice.Number > lastSeen))
            {
                lastSeen = notice.Number;
                yield return new SseItem<StreamEvent>(NoticeEvent.Of(notice), notice.Kind)
                {
                    EventId = notice.Number.ToString(CultureInfo.InvariantCulture),
                };
            }

            var balance = BalanceEvent.Of(view);
            if (before is null || view.BurnRatePermille > 0 || IsChanged(before, balance))
            {
                lastSent = time.GetTimestamp();
                before = balance;
                yield return new SseItem<StreamEvent>(balance, "balance");
            }
            else if (time.GetElapsedTime(lastSent) >= HeartbeatInterval)
            {
                lastSent = time.GetTimestamp();
                yield return new SseItem<StreamEvent>(new HeartbeatEvent(view.At), "heartbeat");
            }
        }
        while (time.GetElapsedTime(opened) < Longest && await NextTick(ticks, stop.Token));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0) onClose();
    }

    /// <summary>Everything but the instant.</summary>
    private static bool IsChanged(BalanceEvent before, BalanceEvent now) =>
        before with { At = default, Sessions = [] } != now with { At = default, Sessions = [] } || !before.Sessions.SequenceEqual(now.Sessions);

    /// <summary>Null in an outage, or once the token is void: the stream ends, and the client's next attempt is answered with the reason.</summary>
    private async Task<WalletView?> Look()
    {
        try
        {
            return await isAccepted() ? await wallet.GetView(signOfLife: true) : null;
        }
        catch (Exception error) when (ProblemExceptionHandler.IsOutage(error))
        {
            return null;
        }
    }

    private static async Task<bool> NextTick(PeriodicTimer ticks, CancellationToken stop)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
