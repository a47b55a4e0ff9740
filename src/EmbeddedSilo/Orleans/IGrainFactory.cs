using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains. A reference is always valid; its grain is activated by the first call.</summary>
public interface IGrainFactory
{
    /// <summary>Refers to the grain of <typeparamref name="TGrainInterface"/> with the key <paramref name="primaryKey"/>.</summary>
    /// <exception cref="ArgumentException">No grain class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>Refers to the grain of <paramref name="grainInterfaceType"/> with the key <paramref name="grainPrimaryKey"/>.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>Refers to the grain <paramref name="grainId"/> through one of its interfaces.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;
}
