using Orleans.Runtime;

namespace MindBot.Grains.Personas;

/// <inheritdoc cref="IPersonaGrain"/>
public sealed class PersonaGrain(
    [PersistentState("persona", GrainStorageName.Default)] IPersistentState<PersonaState> state) : Grain, IPersonaGrain
{
    public Task<PersonaDefinition?> Get()
    {
        // Whoever tries slugs leaves nothing in memory.
        if (!state.RecordExists) DeactivateOnIdle();
        return Task.FromResult(state.State.Persona);
    }

    public async Task<bool> Put(PersonaDefinition persona)
    {
        var owner = persona.OwnerId ?? throw new ArgumentException("Only a persona with an owner can be put here.", nameof(persona));
        if (state.RecordExists && (state.State.OwnerId != owner || state.State.Persona is null)) return false;
        await state.Store(new PersonaState { OwnerId = owner, Persona = persona });
        return true;
    }

    public Task Delete(string ownerId) => state.RecordExists && state.State.OwnerId == ownerId && state.State.Persona is not null
        ? state.Store(state.State with { Persona = null })
        : Task.CompletedTask;
}
