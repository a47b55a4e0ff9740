using System.Collections.Concurrent;
using System.Reflection;
using MindBot.EmbeddedSilo.Activations;
using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Hosting;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Grains;

/// <summary>What the runtime knows of a grain class.</summary>
internal sealed class GrainClass
{
    // Of every method's attributes: read once a process, since simulations start thousands of silos.
    private static readonly ConcurrentDictionary<Type, bool> Interleaving = new();

    private readonly GrainConstructor _constructor;

    public GrainClass(Type type, GrainType grainType, IReadOnlyList<Type> interfaces, EmbeddedSiloOptions options)
    {
        Type = type;
        GrainType = grainType;
        Interfaces = interfaces;
        CollectionAge = AgeOf(type, options);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MayInterleave = IsReentrant || Interleaving.GetOrAdd(type, _ => interfaces.SelectMany(ProxyBuilder.MethodsOf)
            .Any(static m => m.IsDefined(typeof(AlwaysInterleaveAttribute)) || m.IsDefined(typeof(ReadOnlyAttribute))));
        _constructor = GrainConstructor.Of(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    /// <summary>The grain interfaces it implements.</summary>
    public IReadOnlyList<Type> Interfaces { get; }

    /// <summary>Idle time after which activations go away; null is never.</summary>
    public TimeSpan? CollectionAge { get; }

    public bool IsReentrant { get; }

    /// <summary>Whether some of its calls may run beside others.</summary>
    public bool MayInterleave { get; }

    public object Create(Activation activation) => _constructor.Invoke(activation);

    public override string ToString() => Type.ToString();

    private static TimeSpan? AgeOf(Type type, EmbeddedSiloOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute))) return null;

        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        return limit switch
        {
            null => options.CollectionAge,
            { AlwaysActive: true } => null,
            _ => limit.AgeLimit,
        };
    }
}
