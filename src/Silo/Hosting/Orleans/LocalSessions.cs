using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MindBot.Grains.VoiceSessions;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>The sessions that this silo has in memory.</summary>
internal sealed class LocalSessions(GrainTypeResolver types) : IConfigureGrainContextProvider, IConfigureGrainContext
{
    private readonly ConcurrentDictionary<IGrainContext, VoiceSessionGrain> sessions = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyDictionary<IGrainContext, VoiceSessionGrain> Present => sessions;

    public bool TryGetConfigurator(GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = grainType == types.GetGrainType(typeof(VoiceSessionGrain)) ? this : null;
        return configurator is not null;
    }

    public void Configure(IGrainContext context) => context.ObservableLifecycle.Subscribe(
        nameof(LocalSessions),
        GrainLifecycleStage.First,
        _ =>
        {
            sessions[context] = (VoiceSessionGrain)context.GrainInstance!;
            return Task.CompletedTask;
        },
        _ =>
        {
            sessions.TryRemove(context, out VoiceSessionGrain? _);
            return Task.CompletedTask;
        });
}
