using MindBot.EmbeddedSilo.Tests.Calls;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Grain timers.</summary>
public static class TimerScenarios
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(800);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Timers", "A timer ticks after its due time and then every period, until it is disposed of", async stage =>
        {
            await stage.Grain<IBeatGrain>().Start("t", Soon, Soon, 3);
            stage.Tell("started");
            await stage.UntilAsync("t 3");
            await stage.PassAsync(Later);
        }),
        new("Timers", "An infinite period ticks once and an infinite due time never", async stage =>
        {
            await stage.Grain<IBeatGrain>().Start("once", Soon, Never, 2);
            await stage.Grain<IBeatGrain>().Start("never", Never, Soon);
            await stage.UntilAsync("once 1");
            await stage.PassAsync(Later);
        }),
        new("Timers", "A due time of zero ticks at once", async stage =>
        {
            await stage.Grain<IBeatGrain>().Start("t", TimeSpan.Zero, Never);
            await stage.UntilAsync("t 1");
        }),
        new("Timers", "Callbacks and calls do not run beside each other", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartSlow("t", Soon, Never, interleave: false);
            await stage.UntilAsync("t 1");
            var call = stage.Grain<IBeatGrain>().Touch();
            await stage.QuietAsync();
            stage.Open("t");
            await stage.EndAsync("call", call);
        }),
        new("Timers", "Callbacks that interleave run beside calls", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartSlow("t", Soon, Never, interleave: true);
            await stage.UntilAsync("t 1");
            await stage.EndAsync("call", stage.Grain<IBeatGrain>().Touch());
            stage.Open("t");
            await stage.UntilAsync("t 1 ends");
        }),
        new("Timers", "Callbacks of two timers do not run beside each other", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartSlow("first", Soon, Never, interleave: false);
            await stage.Grain<IBeatGrain>().Start("second", Later, Never);
            await stage.UntilAsync("first 1");
            await stage.PassAsync(2 * Later);
            stage.Open("first");
            await stage.UntilAsync("second 1");
        }),
        new("Timers", "A slow callback is not run again before it has ended", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartSlow("t", Soon, Soon, interleave: true, ticks: 2);
            await stage.UntilAsync("t 1");
            await stage.PassAsync(Later);
            stage.Open("t");
            await stage.UntilAsync("t 2 ends");
        }),
        new("Timers", "Change restarts the timer", async stage =>
        {
            var grain = stage.Grain<IBeatGrain>();
            await grain.Start("t", Never, Never, 3);
            await stage.PassAsync(Later);
            await grain.Change("t", Soon, Soon);
            await stage.UntilAsync("t 3");
            await stage.PassAsync(Later);
        }),
        new("Timers", "Change can stop a timer", async stage =>
        {
            var grain = stage.Grain<IBeatGrain>();
            await grain.Start("t", Later, Later);
            await grain.Change("t", Never, Soon);
            await stage.PassAsync(2 * Later);
        }),
        new("Timers", "A callback may change its own timer", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartRearming("t", Soon, 3);
            await stage.UntilAsync("t 3");
            await stage.PassAsync(Later);
        }),
        new("Timers", "A disposed timer ticks no more and its token is cancelled", async stage =>
        {
            var grain = stage.Grain<IBeatGrain>();
            await grain.Start("t", Soon, Later + Later, 2);
            await stage.UntilAsync("t 1");
            await stage.EndAsync("cancelled", grain.WasCancelled("t"));
            await stage.EndAsync("stop", grain.Stop("t"));
            await stage.EndAsync("stop", grain.Stop("t"));
            await stage.EndAsync("cancelled", grain.WasCancelled("t"));
            await stage.PassAsync(3 * Later);
        }),
        new("Timers", "A disposed timer cannot be changed", async stage =>
        {
            var grain = stage.Grain<IBeatGrain>();
            await grain.Start("t", Later, Never);
            await grain.Stop("t");
            await stage.EndAsync("change", grain.Change("t", Soon, Soon));
            await stage.PassAsync(Later);
        }),
        new("Timers", "A timer ends with its activation", async stage =>
        {
            await stage.Grain<IBeatGrain>().Start("t", Later, Later);
            await stage.Grain<IBeatGrain>().Leave();
            await stage.UntilAsync("deactivated ApplicationRequested");
            await stage.PassAsync(3 * Later);
        }),
        new("Timers", "A tick that waits when its activation leaves is void", async stage =>
        {
            var grain = stage.Grain<IBeatGrain>();
            await grain.Start("late", Later, Later);
            await grain.StartSlow("t", Soon, Never, interleave: false);
            await stage.UntilAsync("t 1");
            await stage.PassAsync(2 * Later);
            await grain.Leave();
            stage.Open("t");
            await stage.UntilAsync("deactivated ApplicationRequested");
            await stage.PassAsync(2 * Later);
        }),
        new("Timers", "A callback may deactivate its grain", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartLeaving("t", Soon);
            await stage.UntilAsync("deactivated ApplicationRequested");
            await stage.PassAsync(Later);
            await stage.EndAsync("call", stage.Grain<IBeatGrain>().Touch());
        }),
        new("Timers", "An exception in a callback does not end the timer", async stage =>
        {
            await stage.Grain<IBeatGrain>().StartFailing("t", Soon, Soon, 3);
            await stage.UntilAsync("t 3");
            await stage.EndAsync("call", stage.Grain<IBeatGrain>().Touch());
        }),
        new("Timers", "Times out of range are refused", async stage =>
        {
            await stage.EndAsync("due", stage.Grain<IBeatGrain>().Start("t", TimeSpan.FromMilliseconds(-2), Soon));
            await stage.EndAsync("period", stage.Grain<IBeatGrain>().Start("t", Soon, TimeSpan.FromMilliseconds(uint.MaxValue)));
            await stage.EndAsync("negative period", stage.Grain<IBeatGrain>().Start("t", Soon, TimeSpan.FromMilliseconds(-2)));
        }),
        new("Timers", "A timer may call other grains", async stage =>
        {
            await stage.Grain<IChainGrain>().WalkInTimer("b");
            await stage.UntilAsync("ab");
        }),
    ];
}
