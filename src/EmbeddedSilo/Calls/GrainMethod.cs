using System.Reflection;
using Orleans.Concurrency;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>What the runtime knows of a method of a grain interface.</summary>
internal sealed class GrainMethod(MethodInfo method)
{
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public bool IsOneWay { get; } = method.IsDefined(typeof(OneWayAttribute));

    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    public bool AlwaysInterleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));
}
