using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Hosting;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Grains;

/// <summary>Makes references to the grains of a silo.</summary>
internal sealed class GrainFactory(Silo silo, GrainCatalog catalog) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)Refer(IdOf(typeof(TGrainInterface), primaryKey, grainClassNamePrefix), typeof(TGrainInterface));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Refer(IdOf(grainInterfaceType, grainPrimaryKey, null), grainInterfaceType);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)Refer(grainId, typeof(TGrainInterface));

    /// <summary>A reference to <paramref name="grainId"/> that implements <paramref name="grainInterface"/>.</summary>
    public IAddressable Refer(GrainId grainId, Type grainInterface) => ProxyBuilder.FactoryFor(grainInterface)(silo, grainId);

    private GrainId IdOf(Type grainInterface, string key, string? prefix) =>
        GrainId.Create(catalog.Resolve(grainInterface, prefix).GrainType, key);
}
