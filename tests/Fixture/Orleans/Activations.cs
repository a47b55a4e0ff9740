using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>Counts a silo's activations of the product's grains.</summary>
internal sealed class Activations : IConfigureGrainContextProvider, IConfigureGrainContext
{
    private readonly List<IGrainContext> contexts = [];

    public int Count
    {
        get
        {
            lock (contexts) return contexts.Count(context => !context.Deactivated.IsCompleted && context.GrainInstance is Grain);
        }
    }

    public bool TryGetConfigurator(GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = this;
        return true;
    }

    public void Configure(IGrainContext context)
    {
        lock (contexts) contexts.Add(context);
    }
}
