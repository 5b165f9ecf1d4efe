# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_campaignctl_global_optspecs
    string join \n C/directory= env= backend= access-token-file= format= color= q/quiet v/verbose no-input y/yes h/help V/version
end

function __fish_campaignctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_campaignctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_campaignctl_using_subcommand
    set -l cmd (__fish_campaignctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c campaignctl -n "__fish_campaignctl_needs_command" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_needs_command" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -s V -l version -d 'Print version'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "init" -d 'Make a workspace in a new or empty directory'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "provider" -d 'Settings and credentials of identity verification providers'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "env" -d 'Environments: named targets such as local and production'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "field" -d 'The data model: fields of the customer\'s record'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "campaign" -d 'Campaigns'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "funnel" -d 'Steps of a campaign\'s funnel and their connections'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "mapping" -d 'From what a verification captures into fields'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "validate" -d 'Check the workspace like a compiler'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "test" -d 'Run the tests of funnels'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "explain" -d 'Tell what a rule is about, and how to mend what it finds'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "fmt" -d 'Write the workspace\'s files in one form'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "diff" -d 'Show the difference between the workspace and the backend'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "push" -d 'Save the workspace\'s state as drafts at the backend'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "publish" -d 'Make pushed drafts live'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "status" -d 'Show what is pushed, live, or still to do'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "session" -d 'Customers\' runs through a funnel'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "verification" -d 'Identity verifications'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "review" -d 'Steps that wait for a person of the company'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "customer" -d 'Customers\' records'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "serve" -d 'Run the backend for customers, and the sandbox where the environment says so'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "sandbox" -d 'Run the identity verification sandbox alone, or control one that runs'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "access-token" -d 'Access tokens, for those who work with this workspace\'s backend from elsewhere'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "demo" -d 'See the whole job done in a temporary directory'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "schema" -d 'Print a JSON Schema of a kind of file, or put the schemas where editors find them'
complete -c campaignctl -n "__fish_campaignctl_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l name -d 'The workspace\'s name, which names the entries in the keyring [default: the directory\'s]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -l dry-run -d 'Tell what would be written, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "set" -d 'Choose a provider, its settings and its credentials; without flags, on a terminal, everything is asked'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "show" -d 'Show a provider\'s settings in the environment in force, and where its credentials are; never the credentials'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "list" -d 'List the providers that are set up in this workspace'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "workflows" -d 'List the provider\'s public workflows: what each one captures, on which platform, and in which ways (web, sdk, api)'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "verify" -d 'Prove the credentials at the provider; starts no verification and costs nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "rotate" -d 'Replace the credentials of the environment in force by new ones; the settings stay as they are'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and not __fish_seen_subcommand_from set show list workflows verify rotate remove" -f -a "remove" -d 'Remove a provider from this workspace; the backend keeps what was pushed and published'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from set" -f -a "jumio" -d 'Identity verification by Jumio'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l local-only -d 'Do not ask the backend which credentials it holds'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l platform -d 'Only workflows of this platform' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l all -d 'Also workflows that only servers can use, which no customer can walk through'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from workflows" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l credentials-file -d 'Read API token and API secret from the two lines of FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l remote -d 'Have the backend try the copy that it holds'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l credentials-file -d 'Read the new API token and API secret from the two lines of FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l local-only -d 'Replace the pair in this machine\'s keyring only, not the one at the backend'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l dry-run -d 'Say where the pair would be replaced; nothing is written or sent'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l cascade -d 'Take the provider out of campaigns that name it as well, and tell each place'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l forget-pair -d 'Remove its credentials from this machine\'s keyring as well, in every environment of the workspace'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l keep-pair -d 'Leave its credentials in this machine\'s keyring; so it is without a terminal'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand provider; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "add" -d 'Add an environment'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "list" -d 'List the environments'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "show" -d 'Show an environment\'s settings, and by what it is in force'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "use" -d 'Make an environment the default of this workspace'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "rename" -d 'Give an environment another name, everywhere'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and not __fish_seen_subcommand_from add list show use rename remove" -f -a "remove" -d 'Remove an environment from this workspace; its backend keeps all it has'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l sandbox-url -d 'A sandbox that runs apart, on this machine' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l sandbox -d 'Identities are verified by a sandbox, never by the provider'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l protected -d 'push and publish ask first, and publish needs a message'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l cascade -d 'Remove the settings for it as well, and tell each place'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand env; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "add" -d 'Add a field to the customer\'s record'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "list" -d 'List the fields of the customer\'s record'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "show" -d 'Show a field, and where it is used'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "edit" -d 'Change a field\'s settings'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "rename" -d 'Give a field another name, everywhere'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "remove" -d 'Remove a field'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and not __fish_seen_subcommand_from add list show edit rename remove import" -f -a "import" -d 'Add fields from a JSON Schema, or from a CSV file with samples'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l type -d 'What values it takes: text, large-text, full-name, address, integer, decimal, currency, boolean, date, birth-date, datetime, email, phone, mobile-phone, language, choice, country, composite, file, image, password' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l label -d 'What people read [default: the name]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l description -d 'What the field is for, for colleagues' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l default -d 'The value where none is given' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l min -d 'The least value: a number, a date, `today`, or a time from today such as -18y' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l max -d 'The greatest value' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l scale -d 'The greatest number of places after the point' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l pattern -d 'A regular expression that the whole text has to match' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l min-length -d 'The least number of characters, for texts' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l max-length -d 'The greatest number of characters, for texts' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l values -d 'The words to choose from, for `choice`; separated by commas, in place of those there are' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l alias -d 'Another spelling of one of these words, such as M=male (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l code -d 'By which code countries are written, for `country`' -r -f -a "alpha-3\t''
alpha-2\t''
name\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l part -d 'A part of the value, for `composite` (can be repeated, in their order; in place of those there are)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l delimiter -d 'What stands between the parts, for `composite` [default: the value is JSON]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l media-type -d 'What files are taken, for `file` and `image` (can be repeated; in place of those there are)' -r -f -a "image/jpeg\t''
image/png\t''
image/webp\t''
application/pdf\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l max-bytes -d 'The largest size of a file in bytes, for `file` and `image`' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l scope -d 'What a value belongs to: the customer, or what the customer does in one campaign' -r -f -a "customer\t''
campaign\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l retention-days -d 'After how many days a value is removed' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l pii -d 'How personal the values are; anything above `none` is masked in tables and logs' -r -f -a "none\t''
personal\t''
sensitive\t''
biometric\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l required -d 'A record is complete with a value only'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l identifier -d 'The value tells customers apart'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l multiple -d 'The field has several values, one a line'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l unique -d 'No two customers have the same value'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l type -d 'What values it takes: text, large-text, full-name, address, integer, decimal, currency, boolean, date, birth-date, datetime, email, phone, mobile-phone, language, choice, country, composite, file, image, password' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l label -d 'What people read [default: the name]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l description -d 'What the field is for, for colleagues' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l default -d 'The value where none is given' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l min -d 'The least value: a number, a date, `today`, or a time from today such as -18y' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l max -d 'The greatest value' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l scale -d 'The greatest number of places after the point' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l pattern -d 'A regular expression that the whole text has to match' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l min-length -d 'The least number of characters, for texts' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l max-length -d 'The greatest number of characters, for texts' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l values -d 'The words to choose from, for `choice`; separated by commas, in place of those there are' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l alias -d 'Another spelling of one of these words, such as M=male (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l code -d 'By which code countries are written, for `country`' -r -f -a "alpha-3\t''
alpha-2\t''
name\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l part -d 'A part of the value, for `composite` (can be repeated, in their order; in place of those there are)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l delimiter -d 'What stands between the parts, for `composite` [default: the value is JSON]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l media-type -d 'What files are taken, for `file` and `image` (can be repeated; in place of those there are)' -r -f -a "image/jpeg\t''
image/png\t''
image/webp\t''
application/pdf\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l max-bytes -d 'The largest size of a file in bytes, for `file` and `image`' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l scope -d 'What a value belongs to: the customer, or what the customer does in one campaign' -r -f -a "customer\t''
campaign\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l retention-days -d 'After how many days a value is removed' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l pii -d 'How personal the values are; anything above `none` is masked in tables and logs' -r -f -a "none\t''
personal\t''
sensitive\t''
biometric\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l unset -d 'Take a setting back to its default (can be repeated)' -r -f -a "label\t''
description\t''
required\t''
identifier\t''
default\t''
min\t''
max\t''
scale\t''
pattern\t''
min-length\t''
max-length\t''
values\t''
aliases\t''
code\t''
parts\t''
delimiter\t''
media-types\t''
max-bytes\t''
multiple\t''
unique\t''
scope\t''
retention-days\t''
pii\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l no-alias -d 'Take another spelling of a word back (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l required -d 'A record is complete with a value only'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l identifier -d 'The value tells customers apart'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l multiple -d 'The field has several values, one a line'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l unique -d 'No two customers have the same value'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l no-multiple -d 'The field has one value'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l no-unique -d 'Customers may have the same value'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l cascade -d 'Remove what uses it as well, and tell each place'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l type -d 'What the file is [default: what it looks like]' -r -f -a "json-schema\t'A JSON Schema'
csv\t'A table: names in the first line, samples below'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l only -d 'Add these only; names of fields as proposed, separated by commas' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l except -d 'Add all but these' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand field; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "new" -d 'Begin a campaign'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "list" -d 'List the campaigns of this workspace'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "show" -d 'Show a campaign\'s settings; `funnel show` shows its steps'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "edit" -d 'Change a campaign\'s settings; `funnel` changes its steps'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "clone" -d 'Begin a campaign as a copy of another one'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "rename" -d 'Give a campaign another name in addresses and commands'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "delete" -d 'Delete a campaign from this workspace; the backend keeps what was pushed and published'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "pause" -d 'Let nobody begin a campaign for now'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and not __fish_seen_subcommand_from new list show edit clone rename delete pause resume" -f -a "resume" -d 'Let customers begin a paused campaign again'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l title -d 'What people read [default: the slug]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l provider -d 'The identity verification provider; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l title -d 'What people read' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l provider -d 'The identity verification provider' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l entry -d 'The step where sessions begin' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l starts -d 'When customers can begin, such as 2026-12-01T09:00:00-03:00' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l ends -d 'Until when customers can begin' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l unset -d 'Take a setting back to its default (can be repeated)' -r -f -a "title\t''
provider\t''
entry\t''
starts\t''
ends\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l title -d 'What people read of the copy [default: the same]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from clone" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l cascade -d 'Delete its funnel tests as well'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l reason -d 'Why; kept in the audit log' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l dry-run -d 'Show what would be done, and do nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l reason -d 'Why; kept in the audit log' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l dry-run -d 'Show what would be done, and do nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand campaign; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "show" -d 'Show the steps of a funnel in the order of walking, and where each leads'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "graph" -d 'Draw a funnel: as text, as SVG, or for Mermaid or Graphviz'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "add-step" -d 'Add a step and connect it'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "edit-step" -d 'Change a step\'s settings'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "rename-step" -d 'Give a step another name, everywhere in its campaign'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "remove-step" -d 'Remove a step'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "connect" -d 'Make a way out of a step lead to a step'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "disconnect" -d 'Remove the connection of a way out of a step'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and not __fish_seen_subcommand_from show graph add-step edit-step rename-step remove-step connect disconnect simulate" -f -a "simulate" -d 'Go through a funnel without a backend'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -l tree -d 'As a tree: each step below the way that leads to it; loops and steps shown above are named only'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s o -l output -d 'Write to FILE; without --format its name decides: .svg, .mmd, .dot, .txt, .json' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from graph" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "page" -d 'Show a text, ask for fields'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "jumio" -d 'Verify who the customer is, by jumio'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "decision" -d 'Take a branch by what is known about the customer'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "assign" -d 'Set fields of the customer\'s record'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "webhook" -d 'Ask another system'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "review" -d 'Wait for a person of the company to decide'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from add-step" -f -a "end" -d 'End the session'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l unset -d 'Take a setting back to its default (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l max-visits -d 'How often a session may enter it, before it ends by the outcome `exhausted`' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l editor-file -d 'The same, beginning with a text that was kept before' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l documents -d 'The documents that customers may use: passport, id-card, driving-license, visa; separated by commas' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l country -d 'The country whose documents are asked for: its alpha-3 code, such as URY; alpha-2 and names are understood' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l camera -d 'The camera with which native apps begin' -r -f -a "front\t''
back\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l status-bar -d 'The look of the status bar in native iOS apps' -r -f -a "default\t''
light-content\t''
dark-content\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l max-attempts -d 'How often a session may try [default: 3]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l result-wait -d 'How long a result is waited for before the step ends by `timeout` [default: 24h]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l locale -d 'The language of the provider\'s pages, such as es; the provider\'s settings have a default' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l consent -d 'What the customer agrees to beforehand, in place of the built-in text' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l consent-country -d 'The field with the customer\'s country of residence, or `ask` [default: ask]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l retention-days -d 'How many days pictures are kept, 0 for ever [default: 365]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l write-on -d 'The outcomes in which mapped fields are written [default: approved]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l title -d 'The heading' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l body -d 'What the customer reads: Markdown, in which `{{field}}` stands for the customer\'s value' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l body-file -d 'Read the body from a file, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l field -d 'A field to ask for, in this order; several with commas or by repeating' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l required-field -d 'The same, for a field that must be filled in' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l submit-label -d 'The text of the button' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l when -d 'A branch, written \'OUTCOME: FIELD OP VALUE\'; the first that holds wins, none leads to `otherwise`' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l set -d 'Set a field to a value, such as member=yes (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l set-field -d 'Set a field to the value of another, such as contact=email (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l set-template -d 'Set a field to a text with `{{field}}` in it, such as `\'name={{first_name}} {{last_name}}\'` (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-set -d 'Set a field no more (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l endpoint -d 'The name under which the backend knows where to send' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l send -d 'The fields to send, separated by commas, in place of those there are' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l receive -d 'Take a field from the answer, such as rate=offer.rate (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-receive -d 'Take a field from the answer no more (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l timeout -d 'How long an answer may take [default: 10s]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l retries -d 'How often it is tried again [default: 3]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l queue -d 'The list in which it waits' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l reasons -d 'Reasons to choose from when rejecting, separated by commas' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l due -d 'The step ends by the outcome `overdue` after this time, such as 2d' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l result -d 'How the session ended' -r -f -a "completed\t''
declined\t''
referred\t''
abandoned\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l conversion -d 'Whether it counts as a conversion; by itself, only `completed` does' -r -f -a "true\t''
false\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l message -d 'What the customer reads' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l redirect-url -d 'Where the customer may go from here' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l editor -d 'Edit the step\'s own text, with its comments, in the editor of VISUAL or EDITOR; what comes back is checked first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l save-images -d 'Keep the captured pictures on the customer\'s file'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-save-images -d 'Keep no pictures'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-consent -d 'Ask for no consent'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l allow-dismiss -d 'Let the customer leave the funnel here on purpose (outcome `dismissed`)'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -l no-allow-dismiss -d 'Take that back'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from edit-step" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from rename-step" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l heal -d 'Lead what led to it on to where it led; so it is without a flag'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l no-heal -d 'Lead nothing on: what leads to the step is in the way, or removed with --cascade'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l cascade -d 'Remove what refers to it as well, and tell each place'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from remove-step" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from connect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from disconnect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l play -d 'What happens next (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l now -d 'The clock at the beginning, such as 2026-05-17T10:00:00Z [default: 2026-01-01T12:00:00Z, as in tests]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l save -d 'Write what was played as a case of tests/NAME.toml' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l case -d 'With --save: the id of the case [default: made from where the session stands]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l title -d 'With --save: what the case is about' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -l dry-run -d 'With --save: show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand funnel; and __fish_seen_subcommand_from simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -f -a "add" -d 'Write captured information into fields'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -f -a "list" -d 'List the mappings of a campaign'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -f -a "suggest" -d 'Propose mappings by name and type, and add those that are accepted'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -f -a "try" -d 'See what a step\'s mappings make of a result'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and not __fish_seen_subcommand_from add list suggest try remove" -f -a "remove" -d 'Stop writing captured information into fields'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l transform -d 'What is done with each value on the way, in this order (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from suggest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l result -d 'What was captured, as JSON: a whole result, or its capture fields alone; `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l sample -d 'The document of a person who does not exist [default: the first that the step takes]' -r -f -a "passport\t''
id-card\t''
driving-license\t''
visa\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l set -d 'What was read, such as `document.first_name=Ana`; without a value for what was not read (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from try" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s c -l campaign -d 'The campaign; may be left out where there is one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand mapping; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l fix -d 'Mend what has one right answer, and report what is left'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -l dry-run -d 'With --fix: show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l case -d 'Only the cases with this id; `*` stands for any characters, `?` for one (can be repeated)' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s c -l campaign -d 'Only the tests of this campaign' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -l coverage -d 'Tell the ways of the funnels that no case takes'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l check -d 'Write nothing; list the files that would change, and end with exit code 4 if there are any'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -l dry-run -d 'Show the difference, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand fmt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -l exit-code -d 'End with exit code 4 when there is something to push'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s m -l message -d 'What to say about it in the history' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l force -d 'Replace drafts that somebody else wrote'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -l dry-run -d 'Show what would be saved, and send nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s m -l message -d 'What to say about it in the history; protected environments need it' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l all -d 'Publish every campaign of the workspace'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l changed -d 'Publish the campaigns whose drafts, provider or data model included, differ from what is live'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l release-hold -d 'Publish although a roll back holds the campaign'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -l dry-run -d 'Show what would be published, and publish nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand publish" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -l exit-code -d 'End with exit code 4 when there is something to push or to publish'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -f -a "list" -d 'List sessions, newest first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and not __fish_seen_subcommand_from list show" -f -a "show" -d 'Show a session: the steps passed and the verifications tried, without personal data'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s c -l campaign -d 'Only sessions of this campaign' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand session; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -f -a "list" -d 'List verifications, newest first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and not __fish_seen_subcommand_from list show" -f -a "show" -d 'Show a verification: the decision, its parts, and what was captured'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand verification; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -f -a "list" -d 'List open reviews, longest waiting first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -f -a "show" -d 'Show a review'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -f -a "approve" -d 'Approve: the session goes on by the outcome `approved`'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and not __fish_seen_subcommand_from list show approve reject" -f -a "reject" -d 'Reject: the session goes on by the outcome `rejected`'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l queue -d 'Only reviews of this queue' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l reason -d 'Why; kept with the decision' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l reason -d 'Why; kept with the decision' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -f -a "list" -d 'List customers, newest first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and not __fish_seen_subcommand_from list show" -f -a "show" -d 'Show a customer\'s record: fields with where they came from, pictures, sessions. Reading it is audited'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l save-images -d 'Save the pictures into this directory' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal values instead of masking them'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand customer; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l listen -d 'Where customers and callbacks come in; port 0 takes a free one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l admin-listen -d 'Where the interface for admins is, which needs access tokens' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l sandbox-listen -d 'Where the sandbox is, if there is one inside' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l public-url -d 'The URL by which customers and callbacks reach the first address through a proxy' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l master-key-file -d 'The file with the master key [env: `CAMPAIGNCTL_MASTER_KEY_FILE`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l endpoints -d 'The file that says where webhooks are sent: a TOML table for each, with `url` and, for a signature, `secret-file`' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l workers -d 'How many jobs are worked off at once' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -l end-with-stdin -d 'End when standard input ends, too: for programs that start this one'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l listen -d 'Where it is; port 0 takes a free one' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l seed -d 'Make ids, tokens and what is left to chance the same in every run' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l tls-ca-out -d 'Where to write the authority to trust: each start makes a new one' -r -F
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l tls-cert -d 'A certificate of your own in place of one made at start (PEM, with those that signed it)' -r -F
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l tls-key -d 'The private key of --tls-cert (PEM)' -r -F
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l strict-urls -d 'Take such callback and return URLs only as the provider itself would: https, without port'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l rate-limits -d 'Answer 429 to calls above the provider\'s rates'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l end-with-stdin -d 'End when standard input ends, too: for programs that start this one'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -l tls -d 'Serve HTTPS, with a certificate for the provider\'s own host names too'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -f -a "scenario" -d 'How transactions end that are made from now on'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -f -a "advance" -d 'Move a sandbox\'s clock forward, and let happen what is due by then'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -f -a "faults" -d 'Faults that strike calls, to see how they are borne'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and not __fish_seen_subcommand_from scenario advance faults transactions" -f -a "transactions" -d 'What a sandbox was asked to verify'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -f -a "list" -d 'List the scenarios that a sandbox knows, and which are on'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -f -a "show" -d 'Print a scenario as a file that `--file` reads'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -f -a "set" -d 'Switch a scenario on, for transactions that are made from now on'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from scenario" -f -a "clear" -d 'Switch scenarios off: that of the transactions named, or all'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l url -d 'The sandbox\'s address [default: `CAMPAIGNCTL_SANDBOX_URL`, the workspace\'s sandbox-url, or 127.0.0.1:8082]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -f -a "list" -d 'List the faults that are set; those that are used up are gone'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -f -a "set" -d 'Set a fault, beside those that are set already'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from faults" -f -a "clear" -d 'Take one fault back, or all'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -f -a "list" -d 'List transactions, newest first'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -f -a "show" -d 'Show a transaction and what happened to it: visits, uploads, callbacks and how they were answered, calls'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand sandbox; and __fish_seen_subcommand_from transactions" -f -a "finish" -d 'Finish a transaction in place of the customer'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -f -a "create" -d 'Make an access token and print it, once'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -f -a "list" -d 'List the access tokens that are not revoked; never the tokens themselves'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and not __fish_seen_subcommand_from create list revoke" -f -a "revoke" -d 'Revoke an access token: from now on it opens nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l role -d 'What it allows' -r -f -a "viewer\t''
editor\t''
publisher\t''
admin\t''"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l expires -d 'How long it counts, such as 90d [default: until it is revoked]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand access-token; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l keep -d 'Work in DIR, and leave the workspace and the master key of its backend there' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -l serve -d 'Go on serving afterwards, for you to try, until Ctrl-C'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l install -d 'Write the schemas into the workspace\'s `.campaignctl/cache/schemas`'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l add-lines -d 'Begin each file of the workspace that names no schema with the line that does; all else in it stays'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -l dry-run -d 'Show what --add-lines would change, write nothing'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -s C -l directory -d 'Work as if started in DIR' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l env -d 'The environment to work for [env: `CAMPAIGNCTL_ENV`]' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l backend -d 'Talk to the backend at URL, whatever the environment says; it may be sent an access token' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l access-token-file -d 'Read the access token from FILE, `-` for standard input' -r
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l format -d 'How to write results' -r -f -a "human\t'For people'
json\t'One JSON document on stdout, errors included'
sarif\t'SARIF 2.1.0, for code scanning (`validate` only)'
github\t'Workflow commands, which GitHub shows beside the lines (`validate` only)'
gitlab\t'A code quality report for GitLab (`validate` only)'
junit\t'A `JUnit` report, for build servers (`test` only)'
svg\t'A picture for browsers and documents (`funnel graph` only)'
mermaid\t'A flowchart in the language of Mermaid (`funnel graph` only)'
dot\t'A graph in the language of Graphviz (`funnel graph` only)'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -s q -l quiet -d 'Say only what is asked for, and errors'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -s v -l verbose -d 'Tell more; twice tells what is sent and received'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -l no-input -d 'Never ask; fail and name the flag instead'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -s y -l yes -d 'Answer yes to every question of "shall I?"'
complete -c campaignctl -n "__fish_campaignctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
