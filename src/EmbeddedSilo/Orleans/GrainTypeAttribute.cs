using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Names a grain class' type explicitly. Without it the type is the class name in lower case without the suffix "grain".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute, IGrainTypeProviderAttribute
{
    private readonly GrainType _type;

    /// <summary>Names the type <paramref name="grainType"/>.</summary>
    public GrainTypeAttribute(string grainType) => _type = GrainType.Create(grainType);

    /// <inheritdoc/>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _type;
}
