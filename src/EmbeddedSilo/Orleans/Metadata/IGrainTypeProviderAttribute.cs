using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>An attribute that names the type of a grain class.</summary>
public interface IGrainTypeProviderAttribute
{
    /// <summary>The grain type of the class <paramref name="type"/>.</summary>
    GrainType GetGrainType(IServiceProvider services, Type type);
}
