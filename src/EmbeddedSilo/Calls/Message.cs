using MindBot.EmbeddedSilo.Activations;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>Something that an activation runs as one request: a call, a timer's tick, or its own activation and deactivation.</summary>
internal abstract class Message
{
    private static readonly AsyncLocal<Message?> Ambient = new();
    private static readonly AsyncLocal<Message?> AmbientSender = new();

    /// <summary>Made where it is sent, so that the sender's execution context (tracing, logging scopes) flows into the turn.</summary>
    private readonly Task _firstTurn;

    protected Message(GrainId target, Message? cause)
    {
        Target = target;
        Cause = cause;
        _firstTurn = new Task(static message => ((Message)message!).Begin(), this);
    }

    /// <summary>The request in which the current code runs; null outside of grains.</summary>
    public static Message? Current => Ambient.Value;

    /// <summary>The request that sent the current one, whether it waits for it or not; null outside of grains. Known only where there are call filters.</summary>
    public static Message? Sender => AmbientSender.Value;

    public GrainId Target { get; }

    /// <summary>The request that waits for this one: the chain of callers.</summary>
    public Message? Cause { get; }

    /// <summary>Whether the request has ended, so that its activation no longer waits for anything on its behalf.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether it may run beside any other request.</summary>
    public virtual bool Interleaves => false;

    /// <summary>Whether it may run beside other read-only requests.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether it belongs to one activation and is void without it.</summary>
    public virtual bool IsLocal => false;

    /// <summary>Whether nobody waits for it any more, so that it need not start.</summary>
    public virtual bool IsExpired => false;

    protected Activation Activation { get; private set; } = null!;

    /// <summary>Runs the first turn, on the scheduler of <paramref name="activation"/> and inside its turn loop.</summary>
    public void Start(Activation activation)
    {
        Activation = activation;
        _firstTurn.RunSynchronously(activation);
    }

    /// <summary>Ends the request without running it.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The whole request. Handles all exceptions of the grain's code itself.</summary>
    protected abstract Task RunAsync();

    private void Begin()
    {
        if (Activation.IsFiltered) AmbientSender.Value = Current;
        Ambient.Value = this;
        _ = RunAsync();
    }
}
