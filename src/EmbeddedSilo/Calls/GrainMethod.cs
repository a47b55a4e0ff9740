using System.Reflection;
using Orleans.Concurrency;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>What the runtime knows of a method of a grain interface.</summary>
/// <param name="method">The method.</param>
/// <param name="grainInterface">The interface of the reference; it may inherit the method.</param>
/// <param name="call">The emitted class of its calls.</param>
internal sealed class GrainMethod(MethodInfo method, Type grainInterface, Type call)
{
    private FieldInfo[]? _arguments;

    public MethodInfo Info => method;

    public Type GrainInterface => grainInterface;

    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public bool IsOneWay { get; } = method.IsDefined(typeof(OneWayAttribute));

    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    public bool AlwaysInterleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));

    /// <summary>The fields of a call that hold its arguments. Only call filters ask for them.</summary>
    public FieldInfo[] Arguments => _arguments ??= Array.ConvertAll(
        method.GetParameters(), parameter => call.GetField(CallEmitter.FieldOf(parameter), BindingFlags.NonPublic | BindingFlags.Instance)!);
}
