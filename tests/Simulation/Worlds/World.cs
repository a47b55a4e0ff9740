using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Scheduling;
using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Simulation.Stories;
using MindBot.Simulation.Truth;
using Orleans.Runtime;

namespace MindBot.Simulation.Worlds;

/// <summary>
/// Lets a story happen: the whole backend on one thread and a virtual clock, with LiveKit and the payment provider as the story wants them. This file
/// keeps time and calls; <c>Talks</c>, <c>Money</c>, <c>Limits</c> and <c>Faults</c> do the deeds, <c>Judge</c> says what must hold, <c>Ending</c> brings it to an end.
/// </summary>
internal sealed partial class World : IAsyncDisposable
{
    private readonly Story story;
    private readonly SeededWorkQueue queue;
    private readonly TextWriter? log;
    private readonly Backend backend;
    private readonly DateTimeOffset beganAt;
    private readonly Person[] people;
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> post = new();
    private int posted;
    private bool isCalmingDown;
    private Random luck = new(0);

    private World(Story story, SeededWorkQueue queue, Backend backend, TextWriter? log)
    {
        (this.story, this.queue, this.backend, this.log) = (story, queue, backend, log);
        beganAt = backend.Now;
        people = [.. Enumerable.Range(1, story.Users).Select(number => new Person(number, beganAt) { Limited = HasLimits(number) ? Limited : [] })];
        backend.Shared.OnStored = Witnessed;
    }

    /// <summary>What was asked of the backend, webhooks included, repeats of what failed not.</summary>
    public long Operations { get; private set; }

    public TimeSpan Lasted => backend.Now - beganAt;

    private bool IsCalm => story.Weather == Weather.Calm;

    private long NowMs => MsOf(backend.Now);

    public static async Task<World> Begin(Story story, SeededWorkQueue queue, TextWriter? log) =>
        new(story, queue, await Backend.StartAsync(
            options =>
            {
                if (story.Weather != Weather.Calm) return;
                // Exactness must not depend on how often anybody looks; and whoever is silent is charged all the same.
                (options.UnattendedMinutes, options.CheckpointSeconds, options.ReconcileSeconds) = (1440, 60, 120);
            },
            services => services.AddSingleton<IWorkQueue>(queue), keepsObjects: story.Seed % 16 != 0), log);

    public async Task Play()
    {
        foreach (var step in story.Steps)
        {
            luck = new Random(step.Luck);
            await Passes(TimeSpan.FromMilliseconds(step.WaitMs));
            await DeliverDue();
            await Do(step.Deed, people[step.User % people.Length]);
            await DeliverDue();
            await JudgeStep(people[step.User % people.Length]);
        }

        await End();
    }

    public ValueTask DisposeAsync()
    {
        backend.Shared.OnStored = null;
        return backend.DisposeAsync();
    }

    private Task Do(Deed deed, Person person) => deed switch
    {
        Deed.Prepare => Prepare(person, ARoom(person)),
        Deed.Start => Start(person, ARoom(person)),
        Deed.StartAnother => IsCalm ? Start(person, ARoom(person)) : Start(person, New(person, ARoom(person))),
        Deed.StartAgain => StartAgain(person, ARoom(person)),
        Deed.End => EndTalk(person, ARoom(person)),
        Deed.EndAgain => EndAgain(person),
        Deed.Look => Look(person, ARoom(person)),
        Deed.AskBalance => AskBalance(person),
        Deed.Join => Join(person, ARoom(person)),
        Deed.Leave => Leave(person, ARoom(person)),
        Deed.Vanish => Vanish(person, ARoom(person)),
        Deed.CloseRoom => CloseRoom(person, ARoom(person)),
        Deed.Grant => Grant(person),
        Deed.GrantAgain => GrantAgain(person),
        Deed.AwaitExpiry => AwaitExpiry(person),
        Deed.Buy => Buy(person),
        Deed.BuyAgain => BuyAgain(),
        Deed.Confirm => Confirm(),
        Deed.Redeem => Redeem(person),
        Deed.RedeemTogether => RedeemTogether(),
        Deed.Refund => Refund(),
        Deed.RefundAtTheDesk => RefundAtTheDesk(),
        Deed.RefundFails => RefundFails(),
        Deed.Dispute => Dispute(),
        Deed.CloseDispute => CloseDispute(),
        Deed.CatchUp => CatchUp(),
        Deed.AwaitMidnight => AwaitMidnight(person),
        Deed.AwaitStop => AwaitStop(person),
        Deed.Freeze => Freeze(person),
        Deed.Thaw => Thaw(person),
        Deed.FailWrite => FailWrite(),
        Deed.Crash => Crash(),
        Deed.CrashAtWrite => CrashAtWrite(),
        Deed.CrashAtAwait => CrashAtAwait(),
        Deed.Stop => Stop(),
        Deed.SilenceLiveKit => SilenceLiveKit(),
        Deed.SilencePayments => SilencePayments(),
        Deed.StepClock => StepClock(),
        Deed.Twin => Twin(),
        Deed.LateWord => LateWord(person),
        _ => Task.CompletedTask,
    };

    private string ARoom(Person person) => person.Rooms[StoryTeller.RoomOf(luck)];

    private long MsOf(DateTimeOffset at) => (at - beganAt).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Time passes; what is in the post meanwhile arrives when it is due.</summary>
    private async Task Passes(TimeSpan time)
    {
        var until = backend.Now + time;
        while (post.TryPeek(out _, out var due) && due.At <= until)
        {
            if (due.At > backend.Now) await Advance(due.At - backend.Now);
            await DeliverDue();
        }

        if (until > backend.Now) await Advance(until - backend.Now);
    }

    private async Task Advance(TimeSpan time)
    {
        var until = backend.Now + time;
        await backend.AdvanceAsync(time);
        await Revive();
        // A restart takes time of its own.
        if (backend.Now < until) await Advance(until - backend.Now);
        PostConsequences();
        foreach (var person in people) person.Purse.PassTo(NowMs);
    }

    private async Task DeliverDue()
    {
        PostConsequences();
        PostEvents();
        while (post.TryPeek(out var deliver, out var due) && due.At <= backend.Now)
        {
            post.Dequeue();
            await deliver();
            await backend.IdleAsync();
            await Revive();
            PostConsequences();
            PostEvents();
        }
    }

    private void Post(Func<Task> deliver, TimeSpan delay) => post.Enqueue(deliver, (backend.Now + delay, posted++));

    /// <summary>A call that is made again until it is answered, as clients with retries do.</summary>
    private async Task<T> Insist<T>(Func<Task<T>> call)
    {
        Operations++;
        for (var attempt = 1; ; attempt++)
        {
            await Revive();
            if (backend.HasTwin) backend.AsksTwin = luck.Next(2) == 0;
            try
            {
                return await call();
            }
            catch (OrleansException failure)
            {
                Violation.Unless(attempt < 40 && !IsCalm, "Liveness", () => $"a call failed for the {attempt}th time: {failure.Message}");
                Tell($"    (not answered: {failure.Message})");
                if (attempt > 3 && !backend.IsDown) await Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    private Task Insist(Func<Task> call) => Insist(async () =>
    {
        await call();
        return true;
    });

    private void Tell(string what) => log?.WriteLine($"{backend.Now:MM-dd HH:mm:ss.fff}  {what}");
}
